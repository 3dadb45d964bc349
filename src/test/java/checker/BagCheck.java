package checker;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Is it a complete and valid bag? Once by the Library of Congress's own library, and once by reading it here. */
final class BagCheck {

    private static final Pattern MANIFEST = Pattern.compile("(tag)?manifest-([a-z0-9]+)\\.txt");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+\\*?(.+)");
    private static final Pattern OXUM = Pattern.compile("(\\d+)\\.(\\d+)");

    private final Path aip;
    private final DiskTree tree;
    private final Problems problems;

    BagCheck(Path aip, DiskTree tree, Problems problems) {
        this.aip = aip;
        this.tree = tree;
        this.problems = problems;
    }

    void run() throws IOException {
        askOracle();
        checkDeclaration();
        problems.addUnless(!tree.files().containsKey("fetch.txt"), "fetch.txt points outside; an AIP is whole.");
        checkManifests();
        checkOxum();
    }

    private void askOracle() {
        try (var verifier = new BagVerifier()) {
            var bag = new BagReader().read(aip);
            verifier.isValid(bag, false);
        } catch (Exception refused) { // the oracle has a dozen exceptions of its own, all of which mean the same
            problems.add("The BagIt library refuses the bag: "
                    + refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }

    private void checkDeclaration() throws IOException {
        if (!tree.files().containsKey("bagit.txt")) {
            problems.add("bagit.txt is missing.");
            return;
        }
        var text = Files.readString(aip.resolve("bagit.txt"));
        problems.addUnless(
                text.equals("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
                "bagit.txt is not that of BagIt 1.0: " + text.replace("\n", "\\n"));
    }

    private void checkManifests() throws IOException {
        int payloadManifests = 0;
        int tagManifests = 0;
        for (var name : tree.files().keySet()) {
            var match = MANIFEST.matcher(name);
            if (match.matches()) {
                boolean ofTags = match.group(1) != null;
                checkManifest(name, match.group(2), ofTags);
                payloadManifests += ofTags ? 0 : 1;
                tagManifests += ofTags ? 1 : 0;
            }
        }
        problems.addUnless(payloadManifests > 0, "There is no payload manifest (manifest-ALGORITHM.txt).");
        problems.addUnless(tagManifests > 0, "There is no tag manifest (tagmanifest-ALGORITHM.txt).");
    }

    private void checkManifest(String manifest, String algorithm, boolean ofTags) throws IOException {
        var listed = readManifest(manifest);
        for (var entry : listed.entrySet()) {
            checkDigest(manifest, algorithm, entry.getKey(), entry.getValue());
        }
        for (var name : expected(ofTags)) {
            problems.addUnless(listed.containsKey(name), name + " is not listed in " + manifest + ".");
        }
    }

    private void checkDigest(String manifest, String algorithm, String name, String digest) {
        var file = tree.files().get(name);
        if (file == null) {
            problems.add(manifest + " lists " + name + ", which does not exist.");
            return;
        }
        var computed = file.digest(algorithm).orElse("an algorithm that is not known");
        problems.addUnless(
                computed.equals(digest),
                name + " has " + algorithm + " " + computed + ", but " + manifest + " says " + digest + ".");
    }

    private Set<String> expected(boolean ofTags) {
        var names = new TreeSet<String>();
        for (var name : tree.files().keySet()) {
            boolean isPayload = name.startsWith("data/");
            if (ofTags ? !isPayload && !name.startsWith("tagmanifest-") : isPayload) {
                names.add(name);
            }
        }
        return names;
    }

    private Map<String, String> readManifest(String manifest) throws IOException {
        var listed = new LinkedHashMap<String, String>();
        int number = 0;
        for (var line : lines(Files.readString(aip.resolve(manifest)))) {
            number++;
            var match = LINE.matcher(line);
            if (!match.matches()) {
                problems.add("Line " + number + " of " + manifest + " is not a digest and a name.");
                continue;
            }
            var name = unescape(match.group(2));
            if (listed.put(name, match.group(1).toLowerCase(Locale.ROOT)) != null) {
                problems.add(manifest + " lists " + name + " twice.");
            }
        }
        return listed;
    }

    // RFC 8493 2.1.3: only CR, LF and the percent sign are escaped.
    private static String unescape(String name) {
        return name.replaceAll("(?i)%0A", "\n").replaceAll("(?i)%0D", "\r").replace("%25", "%");
    }

    private static List<String> lines(String text) {
        var whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return whole.isEmpty() ? List.of() : List.of(whole.split("\n", -1));
    }

    private void checkOxum() throws IOException {
        var values = bagInfo().getOrDefault("Payload-Oxum", List.of());
        long bytes = 0;
        long count = 0;
        for (var entry : tree.files().entrySet()) {
            if (entry.getKey().startsWith("data/")) {
                bytes += entry.getValue().size();
                count++;
            }
        }
        var actual = bytes + "." + count;
        problems.addUnless(
                values.size() == 1
                        && OXUM.matcher(values.get(0)).matches()
                        && values.get(0).equals(actual),
                "Payload-Oxum in bag-info.txt is " + values + ", but the payload is " + actual + ".");
    }

    /** The tags of {@code bag-info.txt}; empty when it is missing. */
    Map<String, List<String>> bagInfo() throws IOException {
        var tags = new LinkedHashMap<String, List<String>>();
        if (!tree.files().containsKey("bag-info.txt")) {
            return tags;
        }
        var text = Files.readString(aip.resolve("bag-info.txt"), StandardCharsets.UTF_8);
        for (var line : lines(text.replaceAll("\n[ \t]+", " "))) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                problems.add("bag-info.txt has a line that is not a tag: " + line);
            } else {
                tags.computeIfAbsent(line.substring(0, colon), unused -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return tags;
    }
}
