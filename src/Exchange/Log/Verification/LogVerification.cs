using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Verification;

/// <summary>Checks the message log of a node from outside it, whether the node runs or not.</summary>
public static class LogVerification
{
    /// <summary>Reads the whole log and recomputes its chains.</summary>
    /// <param name="configuration">The node's: <c>Database</c>, and <c>Exchange:Log:KeyFiles</c> if its log is encrypted.</param>
    /// <param name="withBodies">Whether kept bodies are hashed too; without, they are not read at all.</param>
    /// <param name="ct">Breaks off.</param>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached, or has no message log.</exception>
    /// <exception cref="InvalidDataException">A key file cannot be used.</exception>
    public static async Task<LogVerdict> RunAsync(IConfiguration configuration, bool withBodies, CancellationToken ct)
    {
        var options = new MessageLogOptions();
        configuration.GetSection(MessageLogOptions.Section).Bind(options);
        using var database = new NodeDatabase(configuration["Database"] ?? MessageLogModule.DefaultDatabase);
        using var sealer = new Sealer(database, Options.Create(options));
        return await new VerifyChain(database, sealer).RunAsync(withBodies, ct);
    }
}
