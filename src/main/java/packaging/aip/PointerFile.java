package packaging.aip;

import static packaging.xml.Namespace.METS;
import static packaging.xml.Namespace.PREMIS;
import static packaging.xml.Namespace.XLINK;
import static packaging.xml.Namespace.XSI;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import packaging.premis.PremisAgent;
import packaging.premis.PremisEvent;
import packaging.premis.PremisWriter;
import packaging.xml.Namespace;
import packaging.xml.XmlOut;

/**
 * The METS file beside a stored AIP: what the package is as a whole, how it is unpacked, and what was done to it after the
 * METS within it was written. What each event means is decided elsewhere.
 */
public final class PointerFile {

    private static final String LOCATION =
            "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/version1121/mets.xsd"
                    + " http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd";
    private static final String PACKAGE = "Archival Information Package";
    private static final String AMD_SEC = "amdSec_1";

    private final XmlOut out;
    private final PremisWriter premis;
    private int digiprovMds;

    /**
     * What is pointed at.
     *
     * @param name of the file or directory, which lies beside the pointer file
     * @param size in bytes
     * @param sha256 of the file, or of the tag manifest of a directory
     */
    public record Pointed(UUID aip, String name, AipForm form, long size, String sha256) {}

    private PointerFile(OutputStream stream) throws IOException {
        out = new XmlOut(stream);
        premis = new PremisWriter(out);
    }

    /** The whole document; it is small, however large the AIP is. */
    public static byte[] write(Pointed aip, Instant created, List<PremisEvent> events, List<PremisAgent> agents)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        new PointerFile(bytes).document(aip, created, events, agents);
        return bytes.toByteArray();
    }

    private void document(Pointed aip, Instant created, List<PremisEvent> events, List<PremisAgent> agents)
            throws IOException {
        out.begin().start(METS, "mets");
        for (var namespace : List.of(METS, PREMIS, XLINK, XSI)) {
            out.declare(namespace);
        }
        out.attribute(XSI, "schemaLocation", LOCATION)
                .attribute("OBJID", aip.aip().toString())
                .attribute("LABEL", aip.name());
        out.start(METS, "metsHdr").attribute("CREATEDATE", created.toString()).end();
        out.start(METS, "amdSec").attribute("ID", AMD_SEC);
        beginSection("techMD", "techMD_1", "PREMIS:OBJECT");
        object(aip);
        endSection();
        for (var event : events) {
            beginSection("digiprovMD", digiprovId(), "PREMIS:EVENT");
            premis.event(event);
            endSection();
        }
        for (var agent : agents) {
            beginSection("digiprovMD", digiprovId(), "PREMIS:AGENT");
            premis.agent(agent);
            endSection();
        }
        out.end();
        file(aip);
        structMap(aip);
        out.end();
        out.finish();
    }

    private String digiprovId() {
        digiprovMds++;
        return "digiprovMD_" + digiprovMds;
    }

    private void beginSection(String element, String id, String type) throws IOException {
        out.start(METS, element).attribute("ID", id);
        out.start(METS, "mdWrap").attribute("MDTYPE", type).start(METS, "xmlData");
    }

    private void endSection() throws IOException {
        out.end().end().end();
    }

    /** A directory is a representation in PREMIS, which has neither size nor fixity; its seal is a property of it. */
    private void object(Pointed aip) throws IOException {
        var category = aip.form().isDirectory() ? "premis:representation" : "premis:file";
        out.start(PREMIS, "object").attribute(XSI, "type", category).attribute("version", "3.0");
        out.start(PREMIS, "objectIdentifier")
                .element(PREMIS, "objectIdentifierType", "UUID")
                .element(PREMIS, "objectIdentifierValue", aip.aip().toString())
                .end();
        if (aip.form().isDirectory()) {
            property("size in bytes", Long.toString(aip.size()));
            property("SHA-256 of tagmanifest-sha256.txt", aip.sha256());
        } else {
            characteristics(aip);
        }
        out.element(PREMIS, "originalName", aip.name()).end();
    }

    private void property(String type, String value) throws IOException {
        out.start(PREMIS, "significantProperties")
                .element(PREMIS, "significantPropertiesType", type)
                .element(PREMIS, "significantPropertiesValue", value)
                .end();
    }

    private void characteristics(Pointed aip) throws IOException {
        // One layer is around the bag, which is to be taken off to get at the files.
        out.start(PREMIS, "objectCharacteristics").element(PREMIS, "compositionLevel", "1");
        out.start(PREMIS, "fixity")
                .element(PREMIS, "messageDigestAlgorithm", "SHA-256")
                .element(PREMIS, "messageDigest", aip.sha256())
                .end();
        out.element(PREMIS, "size", Long.toString(aip.size()));
        out.start(PREMIS, "format")
                .start(PREMIS, "formatDesignation")
                .element(PREMIS, "formatName", aip.form().formatName())
                .end();
        if (!aip.form().puid().isEmpty()) {
            out.start(PREMIS, "formatRegistry")
                    .element(PREMIS, "formatRegistryName", "PRONOM")
                    .element(PREMIS, "formatRegistryKey", aip.form().puid())
                    .end();
        }
        out.end().end();
    }

    private void file(Pointed aip) throws IOException {
        out.start(METS, "fileSec").start(METS, "fileGrp").attribute("USE", PACKAGE);
        out.start(METS, "file")
                .attribute("ID", fileId(aip))
                .attribute("GROUPID", "Group-" + aip.aip())
                .attribute("ADMID", AMD_SEC);
        out.start(METS, "FLocat")
                .attribute("LOCTYPE", "OTHER")
                .attribute("OTHERLOCTYPE", "SYSTEM")
                .attribute(Namespace.XLINK, "href", aip.name())
                .end();
        if (!aip.form().isDirectory()) {
            out.start(METS, "transformFile")
                    .attribute("TRANSFORMORDER", "1")
                    .attribute("TRANSFORMTYPE", "decompression")
                    .attribute("TRANSFORMALGORITHM", aip.form().label())
                    .end();
        }
        out.end().end().end();
    }

    private void structMap(Pointed aip) throws IOException {
        out.start(METS, "structMap").attribute("TYPE", "physical");
        out.start(METS, "div").attribute("TYPE", PACKAGE);
        out.start(METS, "fptr").attribute("FILEID", fileId(aip)).end();
        out.end().end();
    }

    /** An xsd:ID may not begin with a digit. */
    private static String fileId(Pointed aip) {
        return "file-" + aip.aip();
    }
}
