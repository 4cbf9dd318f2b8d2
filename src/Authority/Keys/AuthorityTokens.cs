using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Keys;

/// <summary>The two tokens of the authority. Opened when they are first needed: one that cannot be is an outage, which health tells.</summary>
internal sealed class AuthorityTokens(IOptions<AuthorityOptions> options) : IDisposable
{
    private readonly Lock _one = new();
    private IKeyToken? _root;
    private IKeyToken? _daily;

    /// <summary>The token with the root key alone.</summary>
    public IKeyToken Root => Open(ref _root, options.Value.RootToken, options.Value.RootPassphrase);

    /// <summary>The token with the keys in daily use.</summary>
    public IKeyToken Daily => Open(ref _daily, options.Value.Token, options.Value.TokenPassphrase);

    /// <summary>A key in daily use; it is made if there is none.</summary>
    public TokenKey DailyKey(string label) => Daily.GetOrCreate(label, options.Value.KeyKind);

    public void Dispose()
    {
        _root?.Dispose();
        _daily?.Dispose();
    }

    private IKeyToken Open(ref IKeyToken? token, string folder, string? passphrase)
    {
        lock (_one)
            return token ??= SoftToken.Open(folder, passphrase);
    }
}
