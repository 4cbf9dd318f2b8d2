using System.ComponentModel.DataAnnotations;
using Cabildo.Trust.Keys;

namespace Cabildo.Authority;

/// <summary>Settings of the authority role, section <c>Authority</c>.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Authority";

    /// <summary>
    /// Path of the file with the instance's facts, YAML or JSON: its members, servers and groups; see
    /// <see cref="Facts.InstanceFacts"/>. Read again when it changes. Required.
    /// </summary>
    [Required]
    public string Facts { get; set; } = "";

    /// <summary>
    /// Where servers reach this role: <c>http://host[:port]</c> or <c>https://…</c>, nothing after it. It is written into
    /// certificates, anchors and the configuration. Required; changing it makes anchors in circulation point to nothing.
    /// </summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "";

    /// <summary>The authority's name for people, in its certificates and in the configuration. Required.</summary>
    [Required, StringLength(50)]
    public string Name { get; set; } = "";

    /// <summary>
    /// Folder of the token with the root key and nothing else; made at first. Losing it means a new root, and new certificates
    /// for everybody: back it up. <c>data/authority-root</c> if not set.
    /// </summary>
    [Required]
    public string RootToken { get; set; } = "data/authority-root";

    /// <summary>Secret that encrypts the key in <see cref="RootToken"/>; if not set, one is made and kept in the folder.</summary>
    public string? RootPassphrase { get; set; }

    /// <summary>
    /// Folder of the token with the keys in daily use: the OCSP responder's, the timestamping authority's and those that sign the
    /// configuration. Replicas share it. <c>data/authority-keys</c> if not set.
    /// </summary>
    [Required]
    public string Token { get; set; } = "data/authority-keys";

    /// <summary>Secret that encrypts the keys in <see cref="Token"/>; if not set, one is made and kept in the folder.</summary>
    public string? TokenPassphrase { get; set; }

    /// <summary>The kind of the authority's own keys, when they are made; <see cref="KeyKind.EcdsaP256"/> if not set.</summary>
    public KeyKind KeyKind { get; set; } = KeyKind.EcdsaP256;

    /// <summary>
    /// How signing certificates name members: a class of X-Road's. If not set the basic one, which has an attribute for the class,
    /// one for the code, and leaves the country open: the Finnish one fixes it, and EJBCA's writes the instance in its place.
    /// </summary>
    [Required]
    public string CertificateProfileInfo { get; set; } = "ee.ria.xroad.common.certificateprofile.impl.BasicCertificateProfileInfoProvider";

    /// <summary>How long the root lasts, when it is made; 20 years if not set.</summary>
    [Range(typeof(TimeSpan), "365.00:00:00", "10950.00:00:00")]
    public TimeSpan RootLifetime { get; set; } = TimeSpan.FromDays(7305);

    /// <summary>How long the certificates of servers and members last; two years if not set.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1095.00:00:00")]
    public TimeSpan CertificateLifetime { get; set; } = TimeSpan.FromDays(730);

    /// <summary>
    /// How long a certificate of the OCSP responder lasts, which cannot be withdrawn (RFC 6960 §4.2.2.2.1); 30 days if not set. A
    /// new one is made when two thirds are over.
    /// </summary>
    [Range(typeof(TimeSpan), "00:10:00", "90.00:00:00")]
    public TimeSpan ResponderLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a certificate of the timestamping authority lasts; five years if not set. A new one is made when two thirds are over.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "3650.00:00:00")]
    public TimeSpan TimestampingLifetime { get; set; } = TimeSpan.FromDays(1826);

    /// <summary>How long a cache may keep an answer to an OCSP request by GET without a nonce; 30 s if not set, zero for never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StatusCache { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The object identifier of the policy of timestamps; one of Cabildo's own (ITU-T X.667) if not set.</summary>
    [Required, RegularExpression(@"[0-2](\.(0|[1-9][0-9]{0,38})){2,20}", MatchTimeoutInMilliseconds = 100)]
    public string TimestampPolicy { get; set; } = "2.25.310438021876537284116729806731482031977.1";

    /// <summary>
    /// How long a configuration may be relied on. Servers stop when theirs has expired, so it is also how long the authority may be
    /// away. It is signed anew after a tenth of it. 10 min if not set.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ConfigurationLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a key signs the configuration. Its successor is published for all that time before it signs, and an anchor holds
    /// both: anchors serve for one to two of these periods. One year if not set.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan ConfigurationKeyLifetime { get; set; } = TimeSpan.FromDays(365);

    internal Uri OcspUrl => new(PublicUrl + "/ocsp");

    internal Uri TimestampUrl => new(PublicUrl + "/tsa");
}
