package packaging.bagit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code fetch.txt} (RFC 8493, 2.2.3). It fetches nothing. */
final class FetchCheck {

    private static final String NAME = "fetch.txt";
    private static final Pattern LINE = Pattern.compile("(\\S+)[ \\t]+(\\d{1,18}|-)[ \\t]+(\\S.*)");

    private final BagSession session;
    private final Fingerprints listed = new Fingerprints();

    FetchCheck(BagSession session) {
        this.session = session;
    }

    /** Checks its form, before the manifests are read. */
    FetchCheck readForm() {
        if (session.isThere(NAME)) {
            session.readLines(NAME, this::check);
        }
        return this;
    }

    boolean lists(String name) {
        return listed.contains(name);
    }

    /** Checks that the payload manifests list what is to be fetched. */
    void compare(List<ManifestCheck> payloadManifests) {
        if (listed.size() == 0) {
            return;
        }
        session.readLines(NAME, (line, number) -> {
            var matcher = LINE.matcher(line);
            if (matcher.matches() && ListedPath.refusal(matcher.group(3)).isEmpty()) {
                var readings = ListedPath.readings(matcher.group(3), session.version);
                for (var manifest : payloadManifests) {
                    if (readings.stream().noneMatch(manifest::lists)) {
                        session.sinceFinal(readings.get(0) + ": is in fetch.txt, but not in " + manifest.manifest());
                    }
                }
            }
        });
    }

    private void check(String line, int number) {
        var where = NAME + ": line " + number;
        var matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            session.problems.add(where + " is not a URL, a length and a path");
            return;
        }
        if (!isAbsolute(matcher.group(1))) {
            session.problems.add(where + ": " + matcher.group(1) + " is not an absolute URL");
        }
        var path = matcher.group(3);
        var refusal = ListedPath.refusal(path).or(() -> ListedPath.refusal(BagNames.unescape(path)));
        if (refusal.isPresent()) {
            session.problems.add(where + ": " + path + " " + refusal.get());
            return;
        }
        var readings = ListedPath.readings(path, session.version);
        if (!readings.get(0).startsWith("data/")) {
            session.problems.add(where + ": " + path + " is not below data/; only payload is fetched");
            return;
        }
        readings.forEach(listed::add);
    }

    private static boolean isAbsolute(String url) {
        try {
            return new URI(url).isAbsolute();
        } catch (URISyntaxException notOne) {
            return false;
        }
    }
}
