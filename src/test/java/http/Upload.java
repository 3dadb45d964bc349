package http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.Request;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;

/** A form with files, as a browser or curl sends it. */
final class Upload {

    static final String TARGET = "/api/v1/uploads";
    static final String BOUNDARY = "----muniment-test";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Upload field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    Upload file(String path, String content) {
        return part("name=\"file\"; filename=\"" + path + "\"", content);
    }

    private Upload part(String disposition, String content) {
        var text =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
        body.writeBytes(text.getBytes(UTF_8));
        return this;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }

    ApiClient.Reply send(RunningApi api, String target, String... headers) {
        var request = api.client
                .builder(target)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(bytes()));
        return api.client.send(target, headers.length == 0 ? request : request.headers(headers));
    }

    ApiClient.Reply accepted(RunningApi api, String... headers) {
        var reply = send(api, TARGET, headers);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        ApiClient.asDocumented(Request.Method.POST, TARGET, reply);
        return reply;
    }

    ApiClient.Reply refused(RunningApi api, String... headers) {
        var reply = send(api, TARGET, headers);
        assertThat(reply.status()).as(reply.text()).isGreaterThanOrEqualTo(400);
        ApiClient.asDocumented(Request.Method.POST, TARGET, reply);
        return reply;
    }
}
