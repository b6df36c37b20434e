# What delivery itself adds to what it sends.
sent-again = (Sent again, as nobody knows whether it arrived the first time.)
