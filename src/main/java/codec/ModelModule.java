package codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;
import java.util.UUID;
import model.FilePath;
import model.Finding;
import model.Ordinals;
import model.StoredText;
import model.TaskResult;
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
        setMixInAnnotation(TaskResult.class, Sparse.class);
        addSerializer(Instant.class, new InstantText.Writer());
        addDeserializer(Instant.class, new InstantText.Reader());
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

    /** Most results say little, and each is written and read several times on its way: what says nothing is left out. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    abstract static class Sparse {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        abstract int exitCode();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoText.class)
        abstract StoredText stdout();

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoText.class)
        abstract StoredText stderr();
    }

    /** Equal to what is left out, which is how Jackson asks. */
    static final class NoText {
        @Override
        public boolean equals(Object value) {
            return value == null || (value instanceof StoredText text && text.isEmpty());
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
