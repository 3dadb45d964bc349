package database;

/** There is no usable database; the message is a sentence for the person at the terminal and says what to do. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
