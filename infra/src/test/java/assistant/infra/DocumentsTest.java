package assistant.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final String BUCKET = "DocumentsBucket089EA665";

  @Test
  void thereIsABucketOnlyWhereThereAreDocuments() {
    assertTrue(Synthesis.PLAIN.json().at("/Resources/" + BUCKET).isMissingNode());
    assertFalse(Synthesis.FULL.json().at("/Resources/" + BUCKET).isMissingNode());
    assertTrue(Synthesis.PLAIN.json().at("/Outputs/DocumentsBucket").isMissingNode());
    assertEquals(
        Json.of("{'Ref': '" + BUCKET + "'}"),
        Synthesis.FULL.json().at("/Outputs/DocumentsBucket/Value"));
  }

  @Test
  void nobodyOnTheWebReadsIt() {
    var bucket = Synthesis.FULL.json().at("/Resources/" + BUCKET + "/Properties");
    assertEquals(
        Json.of(
            """
            {'BlockPublicAcls': true, 'BlockPublicPolicy': true, 'IgnorePublicAcls': true,
             'RestrictPublicBuckets': true}
            """),
        bucket.required("PublicAccessBlockConfiguration"));
    assertFalse(bucket.has("WebsiteConfiguration"));
    for (var policy : Synthesis.FULL.all("AWS::S3::BucketPolicy")) {
      if (policy.at("/Bucket/Ref").asText().equals(BUCKET)) {
        for (var statement : policy.at("/PolicyDocument/Statement")) {
          assertEquals("Deny", statement.required("Effect").asText());
        }
      }
    }
  }

  @Test
  void theFunctionReadsThatOneObjectAndNoMore() {
    var statements =
        Synthesis.FULL.all("AWS::IAM::Policy").stream()
            .flatMap(policy ->
                StreamSupport.stream(policy.at("/PolicyDocument/Statement").spliterator(), false))
            .filter(statement -> statement.required("Action").toString().contains("s3:"))
            .toList();
    assertEquals(1, statements.size());
    assertEquals(
        Json.of(
            "{'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': {'Fn::Join': ['',"
                + " [{'Fn::GetAtt': ['"
                + BUCKET
                + "', 'Arn']}, '/documents.index']]}}"),
        statements.getFirst());
  }
}
