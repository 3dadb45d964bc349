package app;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What METS says of one file that was received; {@code path} is below {@code data}, and empty for a file that was removed.
 */
record KeptFile(
        String id,
        String originalName,
        long size,
        String sha256,
        String puid,
        String method,
        String use,
        Optional<String> path) {

    private static final String METS = "http://www.loc.gov/METS/";
    private static final String PREMIS = "http://www.loc.gov/premis/v3";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final Pattern METHOD = Pattern.compile("method=\"([^\"]*)\"");

    /** Every file of the document, also those that were removed. */
    static List<KeptFile> all(Document mets) {
        var entries = new HashMap<String, Element>();
        for (var file : below(mets.getDocumentElement(), METS, "file")) {
            entries.put(file.getAttribute("ADMID"), file);
        }
        var files = new ArrayList<KeptFile>();
        for (var section : below(mets.getDocumentElement(), METS, "amdSec")) {
            if (!below(section, METS, "techMD").isEmpty()) {
                files.add(of(section, entries));
            }
        }
        return files;
    }

    private static KeptFile of(Element section, Map<String, Element> entries) {
        var entry = Optional.ofNullable(entries.get(section.getAttribute("ID")));
        var digests = below(section, PREMIS, "fixity").stream()
                .filter(fixity -> text(fixity, "messageDigestAlgorithm").equals("SHA-256"))
                .map(fixity -> text(fixity, "messageDigest"))
                .toList();
        return new KeptFile(
                text(section, "objectIdentifierValue"),
                text(section, "originalName"),
                Long.parseLong(text(section, "size")),
                String.join(" ", digests),
                text(section, "formatRegistryKey"),
                method(section),
                entry.map(file -> ((Element) file.getParentNode()).getAttribute("USE"))
                        .orElse(""),
                entry.map(file -> below(file, METS, "FLocat").get(0).getAttributeNS(XLINK, "href"))
                        .map(href -> URI.create(href).getPath()));
    }

    private static String method(Element section) {
        for (var event : below(section, PREMIS, "event")) {
            var method = METHOD.matcher(text(event, "eventDetail"));
            if (text(event, "eventType").equals("format identification") && method.find()) {
                return method.group(1);
            }
        }
        return "";
    }

    /** Of the first element of a name; empty where there is none. */
    private static String text(Element in, String name) {
        var found = below(in, PREMIS, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static List<Element> below(Element in, String namespace, String name) {
        var nodes = in.getElementsByTagNameNS(namespace, name);
        int count = nodes.getLength(); // each time it walks on to the end of the document
        var found = new ArrayList<Element>(count);
        for (int i = 0; i < count; i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
