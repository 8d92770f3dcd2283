"""What verbs with a database do, put together here from the desk, the database and the processes of this machine."""
