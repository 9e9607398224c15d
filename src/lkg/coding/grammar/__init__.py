"""What can be told of an English sentence without a dictionary: who acts, who is acted on, what is said by the way."""
