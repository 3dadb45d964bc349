package packaging.bagit;

import java.io.IOException;
import java.util.List;

/** Says which files no manifest lists, where one should. */
final class CompletenessCheck {

    private final BagSession session;
    private final BagInventory inventory;
    private final List<ManifestCheck> payload;
    private final List<ManifestCheck> tags;

    CompletenessCheck(
            BagSession session, BagInventory inventory, List<ManifestCheck> payload, List<ManifestCheck> tags) {
        this.session = session;
        this.inventory = inventory;
        this.payload = payload;
        this.tags = tags;
    }

    void run() throws IOException {
        for (var tagManifest : tags) {
            for (var manifest : payload) {
                if (!tagManifest.lists(manifest.manifest())) {
                    session.sinceFinal(manifest.manifest() + ": is not listed in " + tagManifest.manifest());
                }
            }
        }
        // Names are gone through again only where the counts say that one is missing, or where tag manifests may.
        boolean isWhole = payload.stream().allMatch(manifest -> manifest.exact() == inventory.payloadFiles());
        if (!payload.isEmpty() && (!isWhole || !tags.isEmpty())) {
            inventory.forEachFile(this::checkListed);
        }
    }

    private void checkListed(String name, boolean isPayload) {
        if (!isPayload) {
            if (!tags.isEmpty()
                    && ManifestName.of(name).isEmpty()
                    && tags.stream().noneMatch(manifest -> manifest.lists(name))) {
                session.warnings.add(name + ": is in no tag manifest, so it is not checked");
            }
        } else if (!session.version.isFinal()) {
            if (payload.stream().noneMatch(manifest -> manifest.lists(name))) {
                session.problems.add(name + ": is in the payload, but no manifest lists it");
            }
        } else {
            payload.stream()
                    .filter(manifest -> !manifest.lists(name))
                    .forEach(manifest -> session.problems.add(
                            name + ": is in the payload, but " + manifest.manifest() + " does not list it"));
        }
    }
}
