package packaging.bagit;

import java.util.function.Predicate;

/** Compares one manifest, of the payload or of the tag files, with what is in the bag. */
final class ManifestCheck {

    private final BagSession session;
    private final BagInventory inventory;
    private final Predicate<String> isToBeFetched;
    private final String manifest;
    private final String algorithm;
    private final boolean isOfPayload;
    private final Fingerprints listed = new Fingerprints();
    private long exact;

    /**
     * Prepares the check of one manifest.
     *
     * @param isToBeFetched says which files fetch.txt lists
     */
    ManifestCheck(BagSession session, BagInventory inventory, Predicate<String> isToBeFetched, ManifestName manifest) {
        this.session = session;
        this.inventory = inventory;
        this.isToBeFetched = isToBeFetched;
        this.manifest = manifest.file();
        this.algorithm = manifest.algorithm();
        this.isOfPayload = manifest.isOfPayload();
    }

    ManifestCheck run() {
        session.readLines(manifest, this::check);
        return this;
    }

    /** Whether it lists the file, by its name or by the same text in another Unicode form. */
    boolean lists(String name) {
        return listed.contains(name)
                || (!ListedPath.isAscii(name) && listed.contains("composed", ListedPath.composed(name)));
    }

    /** How many files it lists by their very names; when these are all, none is missing in it. */
    long exact() {
        return exact;
    }

    String manifest() {
        return manifest;
    }

    private void check(String line, int number) {
        var parsed = ManifestLine.parse(line);
        var where = manifest + ": line " + number;
        if (parsed.isEmpty()) {
            session.problems.add(where + " is not a digest, blanks and a path: " + shortened(line));
        } else if (parsed.get().digest().length() != BagDigests.hexLength(algorithm)) {
            session.problems.add(where + " has no " + algorithm + " digest for "
                    + parsed.get().path());
        } else {
            check(where, parsed.get());
        }
    }

    private void check(String where, ManifestLine line) {
        var path = line.path();
        var refusal = ListedPath.refusal(path).or(() -> ListedPath.refusal(BagNames.unescape(path)));
        if (refusal.isPresent()) {
            session.problems.add(where + ": " + path + " " + refusal.get());
            return;
        }
        var readings = ListedPath.readings(path, session.version);
        var name = readings.stream()
                .filter(inventory::has)
                .findFirst()
                .or(() -> readings.stream().filter(inventory::hasAlike).findFirst())
                .orElse(readings.get(readings.size() - 1)); // without the binary mark
        if (!isInPlace(where, name)) {
            return;
        }
        if (!name.equals(readings.get(0))) {
            session.warnings.add(where + ": " + path + " is not written as version " + session.version.text()
                    + " asks for; it was taken to mean " + name);
        }
        compare(where, name, line.digest());
    }

    private boolean isInPlace(String where, String name) {
        if (isOfPayload && !name.startsWith("data/")) {
            session.problems.add(where + ": " + name + " is not below data/, so it is no payload"
                    + (name.startsWith("data\\") ? "; paths are written with /" : ""));
            return false;
        }
        if (!isOfPayload && name.startsWith("data/")) {
            session.problems.add(where + ": " + name + " is payload, which a tag manifest must not list");
            return false;
        }
        if (!isOfPayload && name.startsWith("tagmanifest-")) {
            session.sinceFinal(where + ": " + name + " is a tag manifest, which a tag manifest must not list");
        }
        return true;
    }

    private void compare(String where, String name, String digest) {
        boolean isNew = listed.add(name);
        if (!isNew) {
            session.sinceFinal(where + ": " + name + " is listed before in this manifest");
        }
        if (inventory.has(name)) {
            exact += isNew ? 1 : 0;
        } else if (inventory.hasAlike(name)) {
            listed.add("composed", ListedPath.composed(name));
            session.warnings.add(where + ": the name of " + name + " has another Unicode form on the disk");
        } else {
            session.problems.add(missing(name));
            return;
        }
        if (!inventory.hasDigest(name, algorithm, digest)) {
            session.problems.add(name + ": is not what " + manifest + " says; its " + algorithm + " is not " + digest);
        }
    }

    private String missing(String name) {
        return isToBeFetched.test(name)
                ? name + ": is missing; fetch.txt says where it is to be fetched from"
                : name + ": is missing, but " + manifest + " lists it";
    }

    private static String shortened(String line) {
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
