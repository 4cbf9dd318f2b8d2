using System.ComponentModel.DataAnnotations;

namespace Cabildo.Documents;

/// <summary>Settings of the documents role, section <c>Documents</c>.</summary>
public sealed class DocumentsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Documents";

    /// <summary>
    /// Public address of the role, without a slash at the end: the issuer that codes and the trust list name, and the audience
    /// that access tokens must have. Required. Changing it makes every code in circulation unknown.
    /// </summary>
    [Required, Url]
    public string Issuer { get; set; } = "";

    /// <summary>Name of the issuer in Spanish, for the verifier's screen.</summary>
    [Required]
    public string IssuerNameEs { get; set; } = "Unidad de Gobierno Digital";

    /// <summary>Name of the issuer in English.</summary>
    [Required]
    public string IssuerNameEn { get; set; } = "Digital Government Unit";

    /// <summary>Two capital letters: the issuing country, in codes and certificates. Required.</summary>
    [Required, RegularExpression("[A-Z]{2}")]
    public string Country { get; set; } = "";

    /// <summary>The IANA time zone whose calendar decides on which day a licence expires; <c>UTC</c> if not set.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Where the identity role is: the issuer of access tokens. Required.</summary>
    [Required, Url]
    public string Authority { get; set; } = "";

    /// <summary>The clients' address of the organisation's own exchange node. Required.</summary>
    [Required, Url]
    public string ExchangeUrl { get; set; } = "";

    /// <summary>The subsystem in whose name the registers are asked, such as <c>RP/GOV/digital/documents</c>. Required.</summary>
    [Required]
    public string Client { get; set; } = "";

    /// <summary>The service that gives licences by number, such as <c>RP/GOV/transport/licences/licence</c>. Required.</summary>
    [Required]
    public string LicenceService { get; set; } = "";

    /// <summary>The service that tells which licences changed. Required.</summary>
    [Required]
    public string ChangesService { get; set; } = "";

    /// <summary>Scheme of the national id by which the register knows drivers; holders with another have no licence.</summary>
    [Required]
    public string IdScheme { get; set; } = "dni";

    /// <summary>How long the register may take to answer; 8 s if not set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RegisterTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often changes are asked for, which bounds how late a suspension is published; 15 s if not set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a code counts; 24 to 72 hours, 24 if not set.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3.00:00:00")]
    public TimeSpan QrLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a copy of a status list may be used before asking again, and how often it is signed anew; 1 min if not set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StatusListTtl { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a status list says anything at all, which bounds how long a verifier may stay offline; 24 h if not set.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan StatusListLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Entries of a status list, which is the crowd that a licence hides in; 2^17 if not set. Counts for new lists.</summary>
    [Range(1 << 17, 1 << 24)]
    public int StatusListSize { get; set; } = 1 << 17;

    /// <summary>
    /// Folder of the issuer's keys: the authority, the document signers, the trust list's key, and the secret that turns licence
    /// numbers into entry names. Back it up: without it no code verifies and no state can be moved. <c>data/documents-keys</c> if not set.
    /// </summary>
    [Required]
    public string TokenFolder { get; set; } = "data/documents-keys";

    /// <summary>Secret that encrypts the keys in <see cref="TokenFolder"/>; if not set, one is made and kept in the folder.</summary>
    public string? TokenPassphrase { get; set; }
}
