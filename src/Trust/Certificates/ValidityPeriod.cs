using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Trust.Certificates;

/// <summary>The time in which a certificate may be relied upon, both ends included, in whole seconds of UTC.</summary>
public sealed record ValidityPeriod
{
    /// <param name="notBefore">The first instant.</param>
    /// <param name="notAfter">The last instant.</param>
    /// <exception cref="ArgumentException">The period is empty.</exception>
    public ValidityPeriod(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (notAfter <= notBefore)
            throw new ArgumentException("A certificate's validity must end after it begins.", nameof(notAfter));
        (NotBefore, NotAfter) = (WholeSeconds(notBefore), WholeSeconds(notAfter));
    }

    /// <summary>The first instant.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last instant.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => NotAfter - NotBefore;

    /// <summary>A period that begins at <paramref name="start"/> and lasts <paramref name="days"/> days.</summary>
    public static ValidityPeriod From(DateTimeOffset start, int days) => new(start, start.AddDays(days));

    /// <summary>The period a certificate states.</summary>
    public static ValidityPeriod Of(X509Certificate2 certificate) =>
        new(new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));

    /// <summary>Whether <paramref name="other"/> lies within this period.</summary>
    public bool Contains(ValidityPeriod other) => NotBefore <= other.NotBefore && other.NotAfter <= NotAfter;

    /// <summary>Whether an instant lies within what a certificate states, which may be an empty period.</summary>
    public static bool Covers(X509Certificate2 certificate, DateTimeOffset instant) =>
        new DateTimeOffset(certificate.NotBefore) <= instant && instant <= new DateTimeOffset(certificate.NotAfter);

    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
