package packaging.premis;

import static packaging.xml.Namespace.PREMIS;
import static packaging.xml.Namespace.XSI;

import java.io.IOException;
import java.util.UUID;
import packaging.xml.XmlFragment;
import packaging.xml.XmlOut;

/**
 * Writes PREMIS 3.0 objects, events and agents as fragments of a document (Data Dictionary 3.0, schema of 2016-01-18).
 * The order of elements is the schema's. The document around them declares the prefixes {@code premis} and {@code xsi};
 * what an event means is decided elsewhere.
 */
public final class PremisWriter {

    /** Says beside an original name that it has to be decoded to get the bytes of the name. */
    public static final String NAME_ENCODING = "originalName encoding";

    private static final String VERSION = "3.0";

    private final XmlOut out;

    public PremisWriter(XmlOut out) {
        this.out = out;
    }

    public void object(PremisObject object) throws IOException {
        boolean isFile = object instanceof PremisObject.File;
        out.start(PREMIS, "object")
                .attribute(XSI, "type", isFile ? "premis:file" : "premis:intellectualEntity")
                .attribute("version", VERSION);
        identifier("objectIdentifier", object.identifier());
        if (object.originalName().percentEncoded()) {
            nameEncoding();
        }
        if (object instanceof PremisObject.File file) {
            characteristics(file);
        }
        out.element(PREMIS, "originalName", object.originalName().text());
        out.end();
    }

    private void identifier(String element, UUID value) throws IOException {
        identifier(element, "UUID", value.toString());
    }

    private void identifier(String element, String type, String value) throws IOException {
        out.start(PREMIS, element)
                .element(PREMIS, element + "Type", type)
                .element(PREMIS, element + "Value", value)
                .end();
    }

    private void nameEncoding() throws IOException {
        out.start(PREMIS, "significantProperties")
                .element(PREMIS, "significantPropertiesType", NAME_ENCODING)
                .element(PREMIS, "significantPropertiesValue", "percent-encoded bytes (RFC 3986)")
                .end();
    }

    private void characteristics(PremisObject.File file) throws IOException {
        out.start(PREMIS, "objectCharacteristics").element(PREMIS, "compositionLevel", "0");
        for (var digest : file.fixity().entrySet()) {
            out.start(PREMIS, "fixity")
                    .element(PREMIS, "messageDigestAlgorithm", digest.getKey())
                    .element(PREMIS, "messageDigest", digest.getValue())
                    .end();
        }
        out.element(PREMIS, "size", Long.toString(file.size()));
        format(file.format());
        if (file.modified().isPresent()) {
            out.start(PREMIS, "creatingApplication")
                    .element(
                            PREMIS,
                            "dateCreatedByApplication",
                            file.modified().get().toString())
                    .end();
        }
        for (XmlFragment extension : file.extensions()) {
            out.start(PREMIS, "objectCharacteristicsExtension");
            extension.writeTo(out);
            out.end();
        }
        out.end();
    }

    private void format(PremisFormat format) throws IOException {
        out.start(PREMIS, "format")
                .start(PREMIS, "formatDesignation")
                .element(PREMIS, "formatName", format.name())
                .elementIfAny(PREMIS, "formatVersion", format.version())
                .end();
        if (!format.puid().isEmpty()) {
            out.start(PREMIS, "formatRegistry")
                    .element(PREMIS, "formatRegistryName", "PRONOM")
                    .element(PREMIS, "formatRegistryKey", format.puid())
                    .end();
        }
        out.end();
    }

    public void event(PremisEvent event) throws IOException {
        out.start(PREMIS, "event").attribute("version", VERSION);
        identifier("eventIdentifier", event.identifier());
        out.element(PREMIS, "eventType", event.type())
                .element(PREMIS, "eventDateTime", event.at().toString());
        if (!event.detail().isEmpty()) {
            out.start(PREMIS, "eventDetailInformation")
                    .element(PREMIS, "eventDetail", event.detail())
                    .end();
        }
        outcome(event);
        for (var agent : event.agents()) {
            identifier("linkingAgentIdentifier", agent.type(), agent.value());
        }
        out.end();
    }

    private void outcome(PremisEvent event) throws IOException {
        if (event.outcome().isEmpty() && event.note().isEmpty()) {
            return;
        }
        out.start(PREMIS, "eventOutcomeInformation").elementIfAny(PREMIS, "eventOutcome", event.outcome());
        if (!event.note().isEmpty()) {
            out.start(PREMIS, "eventOutcomeDetail")
                    .element(PREMIS, "eventOutcomeDetailNote", event.note())
                    .end();
        }
        out.end();
    }

    public void agent(PremisAgent agent) throws IOException {
        out.start(PREMIS, "agent").attribute("version", VERSION);
        identifier(
                "agentIdentifier", agent.identifier().type(), agent.identifier().value());
        out.element(PREMIS, "agentName", agent.name())
                .element(PREMIS, "agentType", agent.type())
                .elementIfAny(PREMIS, "agentVersion", agent.version());
        out.end();
    }
}
