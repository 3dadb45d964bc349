package packaging.bagit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says whether a directory is a complete and valid bag of a version from 0.93 to 1.0 (RFC 8493 and its drafts). It reads
 * every file once, fetches nothing, follows no link and changes nothing; memory grows by some dozens of bytes a file.
 */
public final class BagValidator {

    private final BagSession session;

    private BagValidator(Path bag) {
        this.session = new BagSession(bag);
    }

    /** Never throws for what is wrong with the bag: that is in the report. */
    public static BagReport validate(Path bag) {
        return new BagValidator(bag).run();
    }

    private BagReport run() {
        if (!Files.isDirectory(session.bag)) {
            session.problems.add(session.bag + ": is not a directory, so it is no bag");
            return report("", 0, 0);
        }
        if (!new DeclarationCheck(session).run()) {
            return report("", 0, 0);
        }
        if (!Files.isDirectory(session.bag.resolve("data"), LinkOption.NOFOLLOW_LINKS)) {
            session.problems.add("data: the directory is missing; a bag's payload is in it");
        }
        try {
            return check(manifests());
        } catch (IOException failure) {
            session.problems.add(session.bag + ": can't be read: " + failure.getMessage());
            return report(session.version.text(), 0, 0);
        }
    }

    private BagReport check(List<ManifestName> manifests) throws IOException {
        var inventory = new BagInventory(session, algorithms(manifests, true), algorithms(manifests, false));
        inventory.take();
        new BagInfoCheck(session).run(inventory);
        var fetch = new FetchCheck(session).readForm();
        var payload = new ArrayList<ManifestCheck>();
        var tags = new ArrayList<ManifestCheck>();
        for (var manifest : manifests) {
            var checked = new ManifestCheck(session, inventory, fetch::lists, manifest).run();
            (manifest.isOfPayload() ? payload : tags).add(checked);
        }
        fetch.compare(payload);
        new CompletenessCheck(session, inventory, payload, tags).run();
        return report(session.version.text(), inventory.payloadFiles(), inventory.payloadBytes());
    }

    /** The manifests whose algorithm is known; the others are problems. */
    private List<ManifestName> manifests() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(session.bag)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        var manifests = names.stream()
                .filter(session::isThere)
                .flatMap(name -> ManifestName.of(name).stream())
                .toList();
        if (manifests.stream().noneMatch(ManifestName::isOfPayload)) {
            session.problems.add("manifest-<algorithm>.txt: is missing; a bag has a payload manifest at least");
        }
        for (var manifest : manifests) {
            if (!BagDigests.isKnown(manifest.algorithm())) {
                session.problems.add(manifest.file() + ": can't be checked, for the algorithm " + manifest.algorithm()
                        + " is not known");
            }
        }
        return manifests.stream()
                .filter(manifest -> BagDigests.isKnown(manifest.algorithm()))
                .toList();
    }

    private static Set<String> algorithms(List<ManifestName> manifests, boolean ofPayload) {
        return manifests.stream()
                .filter(manifest -> manifest.isOfPayload() == ofPayload)
                .map(ManifestName::algorithm)
                .collect(Collectors.toSet());
    }

    private BagReport report(String version, long files, long bytes) {
        return new BagReport(
                version, session.problems.kept(), session.problems.count(), session.warnings.kept(), files, bytes);
    }
}
