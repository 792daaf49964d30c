package assistant.infra;

import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.CloudFrontTarget;
import software.constructs.Construct;

/// The domain's two address records, in a hosted zone of the owner's.
final class Records extends Construct {

  Records(Construct scope, String zoneId, String domain, Site site) {
    super(scope, "Records");
    var zone =
        HostedZone.fromHostedZoneAttributes(
            this,
            "Zone",
            HostedZoneAttributes.builder().hostedZoneId(zoneId).zoneName(domain).build());
    var target = RecordTarget.fromAlias(new CloudFrontTarget(site.distribution));
    ARecord.Builder.create(this, "Ipv4").zone(zone).target(target).build();
    AaaaRecord.Builder.create(this, "Ipv6").zone(zone).target(target).build();
  }
}
