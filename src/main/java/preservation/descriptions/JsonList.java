package preservation.descriptions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code metadata.json}: an array of objects, each with a {@code filename} and otherwise what would be columns;
 * a column that comes again is an array.
 */
public final class JsonList implements DescriptionReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Limits.ROW_CHARS_MAX)
                    .maxNestingDepth(8)
                    .maxNameLength(1000)
                    .build())
            .build();

    @Override
    public void read(String list, InputStream in, Each each) throws IOException {
        try (var json = FACTORY.createParser(in)) {
            try {
                new Reading(list, json).rows(each);
            } catch (JsonProcessingException broken) {
                throw new MalformedList(list, line(json), "broken JSON (" + broken.getOriginalMessage() + ")");
            } catch (CharConversionException broken) {
                throw new MalformedList(list, line(json), "the text is not UTF-8");
            }
        }
    }

    private static long line(JsonParser json) {
        return json.currentLocation().getLineNr();
    }

    private record Reading(String list, JsonParser json) {

        void rows(Each each) throws IOException {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw malformed("the file must hold an array of objects, in [ and ]");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw malformed("here must stand an object with a \"filename\"");
                }
                each.row(row());
            }
            if (json.nextToken() != null) {
                throw malformed("there is more after the array");
            }
        }

        private Description row() throws IOException {
            long line = json.currentTokenLocation().getLineNr();
            String filename = null;
            var values = new ArrayList<Description.Value>();
            long chars = 0;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                if (name.equals("filename")) {
                    filename = scalar(name);
                } else {
                    chars += values(name, values);
                }
                if (values.size() > Limits.COLUMNS_MAX || chars > Limits.ROW_CHARS_MAX) {
                    throw malformed("this object holds too much");
                }
            }
            if (filename == null) {
                throw new MalformedList(list, line, "this object has no \"filename\"");
            }
            return new Description(list, line, filename, Optional.empty(), List.copyOf(values));
        }

        private long values(String name, List<Description.Value> values) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return add(name, values);
            }
            long chars = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                chars += add(name, values);
            }
            return chars;
        }

        private long add(String name, List<Description.Value> values) throws IOException {
            var value = scalar(name);
            if (value == null || value.isBlank()) {
                return 0;
            }
            values.add(new Description.Value(name, value));
            return value.length();
        }

        private String scalar(String name) throws IOException {
            if (!json.currentToken().isScalarValue()) {
                throw malformed("\"" + name + "\" must be a text or an array of texts");
            }
            return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
        }

        private MalformedList malformed(String trouble) {
            var at = json.currentToken() == null ? json.currentLocation() : json.currentTokenLocation();
            return new MalformedList(list, at.getLineNr(), trouble);
        }
    }
}
