package preservation;

import java.io.IOException;
import model.Finding;
import model.Product;
import model.TaskResult;
import packaging.aip.AipForm;
import packaging.aip.TarPacker;
import storage.TreeSync;

/** Packs the bag in the form in which it is to be stored, or leaves it as it is. */
public final class CompressAip implements PreservationAction<CompressAip.Parameters> {

    /**
     * What the workflow may set.
     *
     * @param algorithm {@code uncompressed}, {@code tar-zstd}, {@code tar-gzip} or {@code 7z}; none means uncompressed
     * @param level as the format counts it; 0 is the format's usual one
     */
    public record Parameters(String algorithm, int level) {
        public Parameters {
            algorithm = algorithm == null ? AipForm.UNCOMPRESSED.label() : algorithm;
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var form = AipForm.of(parameters.algorithm());
        var transfer = context.transfer();
        var product = transfer.product("bag")
                .orElseThrow(() -> new IOException("there is no bag yet; the step prepare-aip must run first"));
        if (form.isDirectory()) {
            return packed(
                    form,
                    "stored as a directory",
                    new Product("aip", product.path(), product.size(), product.sha256()));
        }
        var bag = context.physical(product.path());
        var target = context.attemptDirectory().resolve(bag.getFileName() + form.extension());
        var packer = new TarPacker(form, parameters.level(), transfer.submittedAt());
        var packed = packer.pack(bag, target);
        TreeSync.directory(context.attemptDirectory());
        return packed(
                form,
                HumanSize.of(product.size()) + " became " + HumanSize.of(packed.size()),
                new Product("aip", context.inWorkArea(target), packed.size(), packed.sha256()));
    }

    private static TaskResult packed(AipForm form, String detail, Product aip) {
        return TaskResult.completed(new Finding.Packed(form.label(), detail)).withProducts(aip);
    }
}
