"""Commands that follow a brief back: how a figure came about, whether a file is the one that this tree makes."""
