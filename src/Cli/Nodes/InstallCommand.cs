using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Cli.Roles;
using Cabildo.Exchange;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.Cli.Nodes;

/// <summary><c>cabildo exchange install</c>: puts a certificate that came back beside the key it is of.</summary>
internal static class InstallCommand
{
    public const string Examples = "cabildo exchange install --config node.yaml auth.pem authority.pem";

    public static Command Create()
    {
        var config = RoleFile.Option();
        var files = new Argument<FileInfo[]>("CERTIFICATE")
        {
            Description = "The certificate, then those above it: PEM or DER. One PEM file may hold them all.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("install", "Puts a certificate into the node's token, beside the key it was asked for.") { config, files };
        command.SetAction(arguments => RoleFile.RunAsync("exchange install", arguments.GetRequiredValue(config), RoleShape.Exchange, settings =>
        {
            Console.WriteLine(Install(settings.Values, arguments.GetRequiredValue(files)));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static string Install(Dictionary<string, string?> settings, FileInfo[] files)
    {
        if (settings.GetValueOrDefault("Exchange:Token") is not { Length: > 0 } folder)
            throw new InvalidDataException("Exchange:Token must be the folder of the node's keys.");
        var chain = new X509Certificate2Collection();
        foreach (var file in files)
            Read(file, chain);
        if (chain.Count == 0)
            throw new InvalidDataException($"There is no certificate in {files[0].Name}.");

        using var token = SoftToken.Open(folder, settings.GetValueOrDefault("Exchange:TokenPassphrase"));
        var label = NodeKeys.Install(token, Members(settings), [.. chain]);
        return label is null
            ? throw new InvalidDataException($"{folder} has no key of this certificate. Was it asked for by another node?")
            : $"Installed as {label}: {chain[0].Subject}, until {chain[0].NotAfter.ToUniversalTime():u}";
    }

    private static void Read(FileInfo file, X509Certificate2Collection into)
    {
        try
        {
            var bytes = File.ReadAllBytes(file.FullName);
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                into.ImportFromPem(System.Text.Encoding.ASCII.GetString(bytes));
            else
                into.Add(X509CertificateLoader.LoadCertificate(bytes));
        }
        catch (CryptographicException problem)
        {
            throw new InvalidDataException($"{file.Name} is no certificate in PEM or DER.", problem);
        }
    }

    private static IEnumerable<MemberId> Members(Dictionary<string, string?> settings)
    {
        var ids = settings.Where(setting => setting.Key.StartsWith("Exchange:Clients:", StringComparison.OrdinalIgnoreCase)
            && setting.Key.EndsWith(":Id", StringComparison.OrdinalIgnoreCase)).Select(setting => setting.Value);
        var members = ids.Select(id => ClientId.TryParse(id, out var client) ? client.Member : null).OfType<MemberId>();
        return SecurityServerId.TryParse(settings.GetValueOrDefault("Exchange:Server") ?? "", out var server) ? members.Prepend(server.Owner).Distinct() : members;
    }
}
