package packaging.xml;

import java.io.IOException;

/** Something that can be written into the middle of a document: one or more whole elements, never text alone. */
@FunctionalInterface
public interface XmlFragment {
    void writeTo(XmlOut out) throws IOException;
}
