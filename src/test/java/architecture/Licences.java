package architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Which licences the jars of a class path are under, by the POMs that lie beside them in the local repository. */
final class Licences {

    private static final int PARENTS_MAX = 10;

    /** What POMs call a licence, in lower case, and its SPDX name; the first that fits, fits. Those we may use, liked best first. */
    static final List<Map.Entry<String, String>> ALLOWED = List.of(
            Map.entry("apache", "Apache-2.0"),
            Map.entry("asl", "Apache-2.0"),
            Map.entry("mit-0", "MIT-0"),
            Map.entry("mit", "MIT"),
            Map.entry("0bsd", "0BSD"),
            Map.entry("bsd-2", "BSD-2-Clause"),
            Map.entry("2-clause", "BSD-2-Clause"),
            Map.entry("bsd", "BSD-3-Clause"),
            Map.entry("edl", "BSD-3-Clause"),
            Map.entry("eclipse distribution", "BSD-3-Clause"),
            Map.entry("go license", "BSD-3-Clause"),
            Map.entry("cc0", "CC0-1.0"),
            Map.entry("public domain", "Public domain"),
            Map.entry("universal permissive", "UPL-1.0"),
            Map.entry("mozilla public", "MPL-2.0"),
            Map.entry("mpl", "MPL-2.0"),
            Map.entry("eclipse public license - v 2", "EPL-2.0"),
            Map.entry("eclipse public license v. 2", "EPL-2.0"),
            Map.entry("eclipse public license v2", "EPL-2.0"),
            Map.entry("eclipse public license 2", "EPL-2.0"),
            Map.entry("epl-2", "EPL-2.0"),
            Map.entry("epl 2", "EPL-2.0"),
            Map.entry("eclipse public", "EPL-1.0"),
            Map.entry("epl", "EPL-1.0"),
            Map.entry("lesser general public", "LGPL"),
            Map.entry("lgpl", "LGPL"),
            Map.entry("cddl", "CDDL"),
            Map.entry("common development and distribution", "CDDL"));

    /** Libraries whose POM names no licence that can be understood, with what their source says. */
    private static final Map<String, String> BY_HAND = Map.of(
            // Not under copyright in the United States; elsewhere its LICENSE.txt grants what MIT does.
            "gov.loc:bagit", "MIT",
            // Its LICENSE is the Zero-Clause BSD; its POM has an address of it that leads nowhere.
            "org.webjars.npm:htmx-ext-sse", "0BSD",
            // The "Bouncy Castle Licence" is the text of MIT with the name of its owner.
            "org.bouncycastle:bcprov-jdk18on", "MIT");

    private Licences() {}

    /** The licence that we take for each {@code group:artifact}; empty when there is none that we may use. */
    static Map<String, Optional<String>> of(List<Path> jars) throws IOException {
        var found = new TreeMap<String, Optional<String>>();
        for (var jar : jars) {
            var repository = repository(jar);
            if (repository.isEmpty()) {
                continue;
            }
            var artifact = jar.getParent().getParent();
            var group =
                    repository.get().relativize(artifact.getParent()).toString().replace('/', '.');
            var name = group + ":" + artifact.getFileName();
            found.put(
                    name,
                    Optional.ofNullable(BY_HAND.get(name)).or(() -> choose(names(pom(jar), repository.get(), 0))));
        }
        return found;
    }

    /** A jar in a local repository is GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar below its top; the group says how deep. */
    private static Optional<Path> repository(Path jar) {
        var pom = pom(jar);
        if (!Files.exists(pom)) {
            return Optional.empty();
        }
        var project = parse(pom);
        var group =
                text(project, "groupId").or(() -> child(project, "parent").flatMap(parent -> text(parent, "groupId")));
        var top = jar.getParent().getParent().getParent();
        for (int i = 0; i < group.orElse("").split("\\.", -1).length; i++) {
            top = top.getParent();
        }
        return Optional.of(top);
    }

    private static Path pom(Path jar) {
        var artifact = jar.getParent().getParent().getFileName();
        return jar.resolveSibling(artifact + "-" + jar.getParent().getFileName() + ".pom");
    }

    private static Optional<String> choose(List<String> names) {
        for (var allowed : ALLOWED) {
            for (var name : names) {
                if (name.toLowerCase(Locale.ROOT).contains(allowed.getKey())) {
                    return Optional.of(allowed.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Path pom, Path repository, int depth) {
        if (!Files.exists(pom) || depth > PARENTS_MAX) {
            return List.of();
        }
        var project = parse(pom);
        var names = new ArrayList<String>();
        child(project, "licenses").ifPresent(licences -> children(licences, "license")
                .forEach(licence ->
                        text(licence, "name").or(() -> text(licence, "url")).ifPresent(names::add)));
        if (names.isEmpty()) {
            child(project, "parent")
                    .ifPresent(parent -> names.addAll(names(parentPom(parent, repository), repository, depth + 1)));
        }
        return names;
    }

    private static Path parentPom(Element parent, Path repository) {
        var artifact = text(parent, "artifactId").orElse("");
        var version = text(parent, "version").orElse("");
        return repository
                .resolve(text(parent, "groupId").orElse("").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
    }

    private static Element parse(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new IllegalStateException(pom + " can't be read: " + broken, broken);
        }
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip());
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
