package tools;

/** What a virus scanner says of a file. That it said nothing that counts is a verdict of its own, never a clean one. */
public sealed interface ScanVerdict {

    record Clean() implements ScanVerdict {}

    record Infected(String signature) implements ScanVerdict {}

    /** The scanner did not look at all of the file. {@code reason} says why and what to do. */
    record NotScanned(String reason) implements ScanVerdict {}
}
