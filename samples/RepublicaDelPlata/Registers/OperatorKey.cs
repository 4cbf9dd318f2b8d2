using System.Security.Cryptography;
using System.Text;

namespace Cabildo.RepublicaDelPlata.Registers;

/// <summary>Knows whether a request comes from a register's own clerks.</summary>
/// <param name="key">The key that clerks' programs carry; at least 16 characters.</param>
public sealed class OperatorKey(string key)
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Operator-Key";

    private readonly byte[] _digest = Digest(key);

    /// <summary>Whether <paramref name="offered"/> is the key; digests are of one length, so the comparison tells nothing of it.</summary>
    public bool Is(string? offered) => offered is { Length: > 0 and < 200 } && CryptographicOperations.FixedTimeEquals(_digest, Digest(offered));

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
