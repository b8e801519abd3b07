"""One file a step, each of them one transaction. A step that was released is never changed."""
