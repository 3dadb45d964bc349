package http.pages;

import static java.util.Map.entry;

import http.exchange.Call;
import http.exchange.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The files that pages refer to. Only those listed here are served, whatever else the class path holds. */
public final class Assets {

    private static final String JARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("htmx.js", JARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            entry("htmx-sse.js", JARS + "htmx-ext-sse/2.2.2/sse.js"),
            entry("pico.css", JARS + "picocss__pico/2.1.1/css/pico.min.css"),
            entry("uplot.js", JARS + "uplot/1.6.30/dist/uPlot.iife.min.js"),
            entry("uplot.css", JARS + "uplot/1.6.30/dist/uPlot.min.css"),
            entry("muniment.css", "/assets/muniment.css"),
            entry("muniment.js", "/assets/muniment.js"),
            entry("pace.js", "/assets/pace.js"),
            entry("icons.svg", "/assets/icons.svg"),
            entry("favicon.svg", "/assets/favicon.svg"));
    private static final Map<String, ContentType> TYPES = Map.of(
            "js", ContentTypes.parse("text/javascript; charset=UTF-8"),
            "css", ContentTypes.parse("text/css; charset=UTF-8"),
            "svg", ContentTypes.parse("image/svg+xml"));
    private static final int DIGEST_CHARACTERS = 16;

    private final Map<String, Asset> assets = new HashMap<>();

    private static final class Asset {
        private final ContentType type;
        private final byte[] bytes;
        private final String digest;

        Asset(String name, byte[] bytes) {
            this.type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            this.bytes = bytes;
            this.digest = digest(bytes);
        }
    }

    /** Reads them all; one that is missing is a fault of the build. */
    Assets() {
        PLACES.forEach((name, place) -> assets.put(name, new Asset(name, read(place))));
    }

    /** Where the file is, for a page; the address changes with its content, so a browser may keep it for ever. */
    public String at(String name) {
        return "/assets/" + name + "?v=" + assets.get(name).digest;
    }

    CompletionStage<HttpResponse> serve(Call call) {
        var version = call.parameters("v").text("v").orElse("");
        var asset = assets.get(call.variable("name"));
        if (asset == null) {
            throw Replies.missing("There is no such file.").get();
        }
        var tag = "\"" + asset.digest + "\"";
        var unchanged = call.header("If-None-Match").filter(tag::equals).isPresent();
        var answer = unchanged
                ? HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED)
                : HttpResponse.create().withEntity(HttpEntities.create(asset.type, asset.bytes));
        var keep = version.equals(asset.digest) ? "public, max-age=31536000, immutable" : "no-cache";
        return CompletableFuture.completedFuture(answer.addHeader(RawHeader.create("ETag", tag))
                .addHeader(RawHeader.create("Cache-Control", keep))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff")));
    }

    private static byte[] read(String place) {
        try (var in = Assets.class.getResourceAsStream(place)) {
            if (in == null) {
                throw new IllegalStateException("not shipped: " + place);
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sha256).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
