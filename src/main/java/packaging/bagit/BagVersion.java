package packaging.bagit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The versions of BagIt that are known, and where they differ. */
enum BagVersion {
    V0_93("0.93"),
    V0_94("0.94"),
    V0_95("0.95"),
    V0_96("0.96"),
    V0_97("0.97"),
    V1_0("1.0");

    private final String text;

    BagVersion(String text) {
        this.text = text;
    }

    static Optional<BagVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    String text() {
        return text;
    }

    /** RFC 8493 lists every payload file in every manifest, once, and escapes the percent sign; its drafts did not. */
    boolean isFinal() {
        return this == V1_0;
    }

    /** The names that the file of bag metadata may have, the proper one first. It changed with version 0.96. */
    List<String> infoFiles() {
        return compareTo(V0_96) < 0 ? List.of("package-info.txt", "bag-info.txt") : List.of("bag-info.txt");
    }
}
