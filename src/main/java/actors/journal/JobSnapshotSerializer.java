package actors.journal;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import pipeline.job.JobSnapshot;

/** Stores snapshots of jobs. What it can't read is read from the events instead. */
public final class JobSnapshotSerializer extends SerializerWithStringManifest {

    /** Stored in every row; never change it. */
    private static final int SERIALIZER = 770_002;

    @Override
    public int identifier() {
        return SERIALIZER;
    }

    @Override
    public String manifest(Object snapshot) {
        return JobSnapshot.NAME;
    }

    @Override
    public byte[] toBinary(Object snapshot) {
        return ((JobSnapshot) snapshot).toBytes();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return JobSnapshot.read(bytes);
    }
}
