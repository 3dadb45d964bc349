package actors.journal;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import pipeline.journal.ChainedEvent;

/** Stores envelopes as they are, under the stable name of the event they hold. */
public final class ChainedEventSerializer extends SerializerWithStringManifest {

    @Override
    public int identifier() {
        return ChainedEvent.SERIALIZER;
    }

    @Override
    public String manifest(Object event) {
        return ((ChainedEvent) event).name();
    }

    @Override
    public byte[] toBinary(Object event) {
        return ((ChainedEvent) event).toBytes();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return ChainedEvent.read(manifest, bytes);
    }
}
