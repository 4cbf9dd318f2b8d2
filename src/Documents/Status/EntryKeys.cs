using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Status;

/// <summary>
/// Names status entries by a keyed hash of the licence number, so that the database alone does not tell whose an entry is:
/// numbers are few enough to be tried one by one against a plain hash.
/// </summary>
internal sealed class EntryKeys
{
    private const int SecretSize = 32;

    private readonly byte[] _secret;

    public EntryKeys(IOptions<DocumentsOptions> options)
    {
        PrivateFile.CreateFolder(options.Value.TokenFolder);
        _secret = LoadOrCreate(Path.Combine(options.Value.TokenFolder, "entry-secret"));
    }

    /// <summary>The entry of a driving licence; 43 characters.</summary>
    public string Of(string licenceNumber) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"driving-licence:{licenceNumber}")));

    private static byte[] LoadOrCreate(string path)
    {
        // Made at an earlier start, or a moment ago by another replica on the same folder: what lies there is what counts.
        PrivateFile.TryCreate(path, RandomNumberGenerator.GetBytes(SecretSize));
        var secret = File.ReadAllBytes(path);
        return secret.Length is SecretSize
            ? secret
            : throw new InvalidOperationException($"The file {path} must hold {SecretSize} bytes. Restore it from the backup of the key folder.");
    }
}
