package database;

/** Another process works on this data directory; the message says which. */
public final class DataDirectoryInUse extends RuntimeException {

    public DataDirectoryInUse(String message) {
        super(message);
    }
}
