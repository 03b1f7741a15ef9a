"""From the answers of one form to the rows of the tables, their lines counted from 1 in the form's document."""
