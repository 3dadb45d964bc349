package codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.UUID;
import model.FilePath;
import model.Finding;
import model.Ordinals;
import model.TransferId;
import model.WorkerId;

/** Teaches Jackson the words of {@code model}, which know nothing of it. Named in the actor system's settings too. */
public final class ModelModule extends SimpleModule {

    public ModelModule() {
        super("muniment-model");
        setMixInAnnotation(Finding.class, Named.class);
        setMixInAnnotation(FilePath.class, OneString.class);
        setMixInAnnotation(Ordinals.class, Ranges.class);
        setMixInAnnotation(TransferId.class, OneValue.class);
        setMixInAnnotation(WorkerId.class, OneValue.class);
        Json.FINDINGS.forEach((name, type) -> registerSubtypes(new NamedType(type, name)));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}

    abstract static class OneString {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        protected OneString(String encoded) {}

        @JsonValue
        abstract String encoded();
    }

    abstract static class Ranges {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        protected Ranges(String ranges) {}

        @JsonValue
        abstract String ranges();
    }

    abstract static class OneValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        protected OneValue(UUID value) {}

        @JsonValue
        abstract UUID value();
    }
}
