package http.pages.live;

import org.apache.pekko.util.ByteString;

/** The text of one server-sent event. */
final class ServerEvent {

    private ServerEvent() {}

    /** HTML Standard, 9.2.5: a line break would end the data, so each line is a field of its own. */
    static ByteString of(String name, long id, String data) {
        var text = new StringBuilder("id: ").append(id).append("\nevent: ").append(name);
        data.lines().forEach(line -> text.append("\ndata: ").append(line));
        return ByteString.fromString(text.append("\n\n").toString());
    }

    /** Only that something has changed: the page fetches it. */
    static ByteString changed(String name, long id) {
        return of(name, id, "changed");
    }
}
