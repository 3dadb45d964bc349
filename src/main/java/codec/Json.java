package codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import java.util.Map;
import model.Finding;

/**
 * How the words of {@code model} are written, as JSON for files and people and as CBOR for the journal. The names in
 * {@link #FINDINGS} are stored for ever: a class may be renamed, its name here may not.
 */
public final class Json {

    /** The stable name of each kind of finding. */
    public static final Map<String, Class<? extends Finding>> FINDINGS = Map.ofEntries(
            Map.entry("listed", Finding.Listed.class),
            Map.entry("received", Finding.Received.class),
            Map.entry("identifier-assigned", Finding.IdentifierAssigned.class),
            Map.entry("checksums-assigned", Finding.ChecksumsAssigned.class),
            Map.entry("fixity-checked", Finding.FixityChecked.class),
            Map.entry("virus-scanned", Finding.VirusScanned.class),
            Map.entry("path-changed", Finding.PathChanged.class),
            Map.entry("use-changed", Finding.UseChanged.class),
            Map.entry("removed", Finding.Removed.class),
            Map.entry("format-identified", Finding.FormatIdentified.class),
            Map.entry("characterized", Finding.Characterized.class),
            Map.entry("validated", Finding.Validated.class),
            Map.entry("packed", Finding.Packed.class),
            Map.entry("package-verified", Finding.PackageVerified.class),
            Map.entry("aip-stored", Finding.AipStored.class));

    private static final ObjectMapper TEXT = configure(new ObjectMapper());
    private static final ObjectMapper BINARY = configure(new ObjectMapper(new CBORFactory()));

    private Json() {}

    /** JSON text. Shared and thread-safe; do not reconfigure it. */
    public static ObjectMapper text() {
        return TEXT;
    }

    /** CBOR bytes. Shared and thread-safe; do not reconfigure it. */
    public static ObjectMapper binary() {
        return BINARY;
    }

    /** A mapper for another format (YAML, say) with the same rules. */
    public static ObjectMapper with(JsonFactory factory) {
        return configure(new ObjectMapper(factory));
    }

    private static ObjectMapper configure(ObjectMapper mapper) {
        mapper.registerModules(new Jdk8Module(), new JavaTimeModule(), new ModelModule(), new BlackbirdModule());
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS);
        // An older reader meets components that it does not know yet.
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
        mapper.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return mapper;
    }
}
