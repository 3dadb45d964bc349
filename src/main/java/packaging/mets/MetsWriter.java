package packaging.mets;

import static packaging.xml.Namespace.METS;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import packaging.premis.PremisAgent;
import packaging.premis.PremisEvent;
import packaging.premis.PremisObject;
import packaging.premis.PremisWriter;
import packaging.xml.Namespace;
import packaging.xml.XmlFragment;
import packaging.xml.XmlOut;

/**
 * Writes a METS 1.12.1 document as a stream, in the schema's order: {@link #begin}, every {@link #describe}, every
 * {@link #administer}, the {@link #fileSec}, the {@link #structMap}s, {@link #end}. It numbers the sections and remembers
 * nothing else, however many files there are; it does not close the stream below.
 */
public final class MetsWriter {

    private static final String LOCATION =
            "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/version1121/mets.xsd"
                    + " http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd";

    private final XmlOut out;
    private final PremisWriter premis;
    private int dmdSecs;
    private int amdSecs;
    private int techMds;
    private int digiprovMds;
    private int structMaps;

    public MetsWriter(OutputStream stream) throws IOException {
        out = new XmlOut(stream);
        premis = new PremisWriter(out);
    }

    /** What the {@code DMDID} of a section's number is. */
    public static String dmdId(int number) {
        return "dmdSec_" + number;
    }

    /** What the {@code ADMID} of a section's number is. */
    public static String amdId(int number) {
        return "amdSec_" + number;
    }

    public void begin(MetsHeader header) throws IOException {
        out.begin().start(METS, "mets");
        for (var namespace : Namespace.values()) {
            out.declare(namespace);
        }
        out.attribute(Namespace.XSI, "schemaLocation", LOCATION)
                .attribute("OBJID", header.object().toString())
                .attribute("LABEL", header.label());
        out.start(METS, "metsHdr").attribute("CREATEDATE", header.created().toString());
        out.start(METS, "agent")
                .attribute("ROLE", "CREATOR")
                .attribute("TYPE", "OTHER")
                .attribute("OTHERTYPE", "SOFTWARE")
                .element(METS, "name", header.software())
                .end();
        out.start(METS, "agent")
                .attribute("ROLE", "PRESERVATION")
                .attribute("TYPE", "ORGANIZATION")
                .element(METS, "name", header.organization())
                .end();
        for (Map.Entry<String, String> other : new TreeMap<>(header.records()).entrySet()) {
            out.start(METS, "altRecordID").attribute("TYPE", other.getKey());
            out.text(other.getValue()).end();
        }
        out.end();
    }

    /** Writes a descriptive section; the answer is its number. */
    public int describe(DmdSec section) throws IOException {
        dmdSecs++;
        out.start(METS, "dmdSec").attribute("ID", dmdId(dmdSecs));
        wrap(section);
        out.end();
        return dmdSecs;
    }

    /** Writes an administrative section about one object or, without one, about the package; the answer is its number. */
    public int administer(List<PremisObject.File> objects, List<PremisEvent> events, List<PremisAgent> agents)
            throws IOException {
        amdSecs++;
        out.start(METS, "amdSec").attribute("ID", amdId(amdSecs));
        for (var object : objects) {
            techMds++;
            section("techMD", techMds, "PREMIS:OBJECT", to -> premis.object(object));
        }
        for (var event : events) {
            digiprovMds++;
            section("digiprovMD", digiprovMds, "PREMIS:EVENT", to -> premis.event(event));
        }
        for (var agent : agents) {
            digiprovMds++;
            section("digiprovMD", digiprovMds, "PREMIS:AGENT", to -> premis.agent(agent));
        }
        out.end();
        return amdSecs;
    }

    private void section(String name, int number, String type, XmlFragment content) throws IOException {
        out.start(METS, name).attribute("ID", name + "_" + number);
        wrap(new DmdSec(type, "", "", content));
        out.end();
    }

    private void wrap(DmdSec section) throws IOException {
        out.start(METS, "mdWrap").attribute("MDTYPE", section.type());
        if (!section.otherType().isEmpty()) {
            out.attribute("OTHERMDTYPE", section.otherType());
        }
        if (!section.label().isEmpty()) {
            out.attribute("LABEL", section.label());
        }
        out.start(METS, "xmlData");
        section.content().writeTo(out);
        out.end().end();
    }

    /** The file section, to be ended before anything else is written. */
    public FileSec fileSec() {
        return new FileSec(out);
    }

    /** The next structure map, to be ended before anything else is written. */
    public StructMap structMap(StructMap.Kind kind) {
        structMaps++;
        return new StructMap(out, kind, "structMap_" + structMaps);
    }

    public void end() throws IOException {
        out.end().finish();
    }
}
