using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>Message parts as they were signed, whether they are kept encrypted or not.</summary>
internal static class MessageBytes
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is not to be had, or the bytes were changed.</exception>
    public static async ValueTask<byte[]> OpenAsync(Sealer sealer, LogRecord record, CancellationToken ct) => record.DataKey is { } key
        ? (await sealer.FindAsync(key, ct)).Open(record.Message, record.MessageDigest)
        : record.Message;
}
