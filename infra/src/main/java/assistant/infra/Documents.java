package assistant.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/// The index of the owner's documents, in a private bucket of its own: no one on the web can read
/// it, and the function may read that one object.
final class Documents extends Construct {
  /// What the owner's command calls it as well.
  private static final String KEY = "documents.index";

  final Bucket bucket;

  Documents(Construct scope) {
    super(scope, "Documents");
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  /// As the function's variable `DOCUMENTS` names it.
  String place() {
    return "s3://" + bucket.getBucketName() + "/" + KEY;
  }

  void grantRead(IGrantable reader) {
    Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(reader)
            .actions(List.of("s3:GetObject"))
            .resourceArns(List.of(bucket.arnForObjects(KEY)))
            .build());
  }
}
