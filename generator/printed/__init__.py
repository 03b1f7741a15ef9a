"""What a printed cell says, apart from any form: its characters, its numbers, the values that it can stand for."""
