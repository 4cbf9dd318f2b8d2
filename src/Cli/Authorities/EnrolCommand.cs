using System.CommandLine;
using Cabildo.Authority;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Servers;
using Cabildo.Cli.Roles;
using Cabildo.Exchange;
using Cabildo.Platform.Refusals;
using Cabildo.XRoad.Identifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Cli.Authorities;

/// <summary><c>cabildo authority enrol</c>: the certificates of a node, for the requests that <c>cabildo exchange init</c> made.</summary>
internal static class EnrolCommand
{
    public const string Examples = "cabildo authority enrol --config authority.yaml --server RP/GOV/education/education-1 requests/";

    public static Command Create()
    {
        var config = RoleFile.Option();
        var server = new Option<string>("--server") { Description = "The server, as the facts have it: instance/class/member/server.", HelpName = "ID", Required = true };
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where the requests (*.csr) are; the certificates are written beside them." };
        var command = new Command("enrol", "Issues a node's certificates for its requests, and registers the server with them. The authority must have run once.") { config, server, folder };
        command.SetAction((arguments, ct) => RoleFile.RunAsync("authority enrol", arguments.GetRequiredValue(config), RoleShape.Authority, settings =>
            RunAsync(settings.Values, arguments.GetRequiredValue(server), arguments.GetRequiredValue(folder), ct)));
        return command;
    }

    private static async Task RunAsync(Dictionary<string, string?> settings, string serverId, DirectoryInfo folder, CancellationToken ct)
    {
        if (!SecurityServerId.TryParse(serverId, out var server))
            throw new InvalidDataException($"'{serverId}' is no server: write instance/class/member/server.");
        var requests = folder.Exists ? folder.GetFiles("*.csr") : [];
        if (requests.Length == 0)
            throw new InvalidDataException($"There are no requests (*.csr) in {folder.FullName}.");

        // What it does is said here, line by line.
        settings["Log:Level"] = "Warning";
        // The role's own services, on its own database: it may be running meanwhile.
        await using var authority = RoleApplications.Authority(settings);
        var facts = InstanceFacts.Load(authority.Services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Facts);
        foreach (var request in requests)
        {
            var issued = await IssueAsync(authority.Services, Order(request, server, facts), ct);
            await WriteAsync(folder, Path.ChangeExtension(request.Name, ".pem"), issued.Open, ct);
            await WriteAsync(folder, "ca.pem", issued.OpenAuthority, ct);
            if (issued.Kind == CertificateKind.Authentication)
                Refuse(await authority.Services.GetRequiredService<RegisterServerCertificate>().RunAsync(server, issued.Der, ct));
            Console.WriteLine($"{Path.ChangeExtension(request.Name, ".pem")}  for {issued.Holder}, serial number {issued.Serial}, until {issued.NotAfter:u}");
        }
    }

    private static CertificateOrder Order(FileInfo request, SecurityServerId server, InstanceFacts facts)
    {
        var bytes = File.ReadAllBytes(request.FullName);
        var label = Path.GetFileNameWithoutExtension(request.Name);
        if (label == NodeKeys.AuthenticationLabel)
            return CertificateOrder.Authentication(bytes, server);
        var member = facts.Members.Select(member => member.Id).FirstOrDefault(member => NodeKeys.SigningLabel(member) == label)
            ?? throw new InvalidDataException($"{request.Name} is of no member of this instance. Enter the member into the facts, or leave the request out.");
        return CertificateOrder.Signing(bytes, member, server);
    }

    private static async Task<IssuedCertificate> IssueAsync(IServiceProvider authority, CertificateOrder order, CancellationToken ct)
    {
        var (issued, refusal) = await authority.GetRequiredService<IssueCertificate>().RunAsync(order, ct);
        Refuse(refusal);
        return issued!;
    }

    private static async Task WriteAsync(DirectoryInfo folder, string name, Func<System.Security.Cryptography.X509Certificates.X509Certificate2> open, CancellationToken ct)
    {
        using var certificate = open();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), certificate.ExportCertificatePem() + "\n", ct);
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidDataException(refusal.Message);
    }
}
