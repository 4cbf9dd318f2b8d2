using System.Security.Cryptography;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Register;
using Cabildo.Documents.Status;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Codes;

/// <summary>What a code says, made of what the register said.</summary>
internal sealed class CodeClaims(IOptions<DocumentsOptions> options)
{
    private const int CodeIdSize = 16;

    private readonly DocumentsOptions _options = options.Value;

    public LicenceClaims Make(CurrentLicence current, byte[]? portrait)
    {
        // The state in the code is the register's as of the question: a status list that is newer than that must win.
        var issuedAt = WholeSeconds(current.ReadAt);
        var licence = current.Licence;
        return new LicenceClaims
        {
            Issuer = _options.Issuer,
            IssuedAt = issuedAt,
            ExpiresAt = issuedAt + _options.QrLifetime,
            CodeId = RandomNumberGenerator.GetBytes(CodeIdSize),
            Status = new StatusReference(StatusPublication.UriOf(_options, current.Entry.List), current.Entry.Index),
            Holder = new LicenceHolder(licence.Number, licence.GivenNames, licence.FamilyNames, licence.BirthDate, portrait),
            Licence = new DrivingLicence
            {
                Number = licence.Number,
                Classes = [.. licence.Classes.Select(allowed => new LicenceClass(allowed.Code, allowed.From, allowed.To))],
                IssueDate = licence.IssueDate,
                ExpiryDate = licence.ExpiryDate,
                IssuingAuthority = licence.IssuingAuthority,
                Restrictions = licence.Restrictions,
                IssuingCountry = _options.Country,
                StatusAtIssue = licence.Status.ToTokenStatus(),
                RegisterUpdatedAt = WholeSeconds(licence.UpdatedAt),
            },
        };
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
