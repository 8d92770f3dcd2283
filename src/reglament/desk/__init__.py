"""The desk: the books and the one door through which every change of a case goes. Talks to nobody outside."""
