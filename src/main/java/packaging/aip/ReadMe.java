package packaging.aip;

import java.util.UUID;

/** The page in every AIP that tells a person who has nothing else what the files are. */
public final class ReadMe {

    private ReadMe() {}

    public static String of(UUID aip) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>About this package</title></head>
                <body>
                <h1>About this package</h1>
                <p>You are looking at an archival information package (AIP): files that somebody wanted to keep, with a
                record of what was done to keep them. Its identifier is <code>%1$s</code>.</p>
                <h2>What is where</h2>
                <dl>
                <dt><code>objects/</code></dt>
                <dd>The files themselves. Names that could cause trouble were replaced by plainer ones; the original names
                are in the METS file. <code>objects/metadata/</code> and <code>objects/submissionDocumentation/</code>
                hold what came with the files to explain them.</dd>
                <dt><code>METS.%1$s.xml</code></dt>
                <dd>The catalogue of the package, in XML (METS, with PREMIS inside): every file with its size, checksum,
                format and original name, everything that was done to it and when, and how the files belong together.</dd>
                <dt><code>logs/</code></dt>
                <dd>Reports of single steps, where there are any.</dd>
                </dl>
                <h2>Is it complete and unchanged?</h2>
                <p>The directory that holds <code>data/</code> is a bag as described in RFC 8493 (BagIt). Each line of its
                <code>manifest-sha256.txt</code>, or of a manifest of that kind with another algorithm, gives a file's
                checksum. Any program for BagIt checks all of them at once; so does
                <code>sha256sum -c manifest-sha256.txt</code>. The line <code>Muniment-Journal-Head</code> of
                <code>bag-info.txt</code> ties the package to the journal of the system that made it.</p>
                </body>
                </html>
                """
                .formatted(aip);
    }
}
