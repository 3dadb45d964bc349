package packaging.mets;

import java.util.List;
import packaging.premis.PremisObject;
import packaging.premis.PremisWriter;
import packaging.xml.Namespace;
import packaging.xml.XmlFragment;

/**
 * A descriptive metadata section without its ID, which the {@link MetsWriter} gives.
 *
 * @param type the {@code MDTYPE}
 * @param otherType the {@code OTHERMDTYPE}; empty but for the type {@code OTHER}
 * @param label for people; empty for none
 */
public record DmdSec(String type, String otherType, String label, XmlFragment content) {

    private static final String DC_LOCATION =
            "http://purl.org/dc/terms/ https://dublincore.org/schemas/xmls/qdc/2008/02/11/dcterms.xsd";

    /** Dublin Core; each term has the {@link Namespace#DC} or the {@link Namespace#DCTERMS} namespace. */
    public static DmdSec dublinCore(List<DcTerm> terms, String label) {
        return new DmdSec("DC", "", label, out -> {
            out.start(Namespace.DCTERMS, "dublincore").attribute(Namespace.XSI, "schemaLocation", DC_LOCATION);
            for (var term : terms) {
                out.element(term.namespace(), term.name(), term.value());
            }
            out.end();
        });
    }

    /** Terms that belong to no standard: an element each, named after the term as far as XML allows it. */
    public static DmdSec custom(List<CustomTerm> terms, String label) {
        return new DmdSec("OTHER", "CUSTOM", label, out -> {
            for (var term : terms) {
                out.startPlain(term.elementName());
                if (!term.elementName().equals(term.name())) {
                    out.attribute("name", term.name());
                }
                out.text(term.value()).end();
            }
        });
    }

    public static DmdSec intellectualEntity(PremisObject.IntellectualEntity entity) {
        return new DmdSec("PREMIS:OBJECT", "", "", out -> new PremisWriter(out).object(entity));
    }

    /** A Dublin Core element or term; the name is an XML name. */
    public record DcTerm(Namespace namespace, String name, String value) {}

    /** Any name at all, with its value. */
    public record CustomTerm(String name, String value) {

        /** XML keeps names that begin with "xml" for itself, and has a narrower idea of names than a spreadsheet. */
        String elementName() {
            var letters = name.replaceAll("[^A-Za-z0-9_.-]", "_");
            return letters.matches("(?i)(?!xml)[a-z_].*") ? letters : "_" + letters;
        }
    }
}
