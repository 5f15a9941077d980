"""What people do to a log, as changes of texts: nothing here touches the disk."""
