using System.Text;
using Cabildo.Cli.Help;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Cli.Configuration;

/// <summary>A configuration in words, and for programs.</summary>
internal static class ConfigurationText
{
    public static string Plain(TrustedConfiguration configuration, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine($"Own instance: {Shown.Text(configuration.OwnInstance)}");
        foreach (var instance in configuration.Instances.OrderByDescending(instance => instance.Identifier == configuration.OwnInstance))
            Instance(text, instance, now);
        foreach (var problem in configuration.Problems)
            text.AppendLine().AppendLine($"Not read: {Shown.Text(problem)}");
        return text.ToString();
    }

    public static string Json(TrustedConfiguration configuration, DateTimeOffset now) => Shown.Json(new
    {
        ownInstance = configuration.OwnInstance,
        instances = configuration.Instances.Select(instance => new
        {
            identifier = instance.Identifier,
            version = instance.Version,
            expires = instance.Expires,
            current = instance.IsCurrent(now),
            counts = CountsOf(instance.Shared.Parameters),
            members = instance.Shared.Parameters.Members.Select(member => new
            {
                id = member.Id.ToString(),
                name = member.Name,
                subsystems = member.Subsystems.Select(subsystem => new { code = subsystem.Id.Code, name = subsystem.Name }),
            }),
            servers = instance.Shared.Parameters.SecurityServers.Select(server => new
            {
                id = server.Id.ToString(),
                address = server.Address,
                clients = server.Clients.Select(client => client.ToString()),
                inMaintenance = server.Maintenance is not null,
            }),
            certificationAuthorities = instance.Shared.Parameters.ApprovedCas.Select(ca => new
            {
                name = ca.Name,
                profile = ca.CertificateProfileInfo,
                authenticationOnly = ca.AuthenticationOnly,
            }),
            timeStampingAuthorities = instance.Shared.Parameters.ApprovedTsas.Select(tsa => new { name = tsa.Name, url = tsa.Url }),
            federatedWith = instance.Private?.FederationAnchors.Select(anchor => anchor.InstanceIdentifier),
        }),
        notRead = configuration.Problems,
    });

    private static object CountsOf(SharedParameters shared) => new
    {
        members = shared.Members.Count,
        subsystems = Subsystems(shared),
        servers = shared.SecurityServers.Count,
        certificationAuthorities = shared.ApprovedCas.Count,
        timeStampingAuthorities = shared.ApprovedTsas.Count,
        groups = shared.GlobalGroups.Count,
        unknownElements = shared.UnknownElements,
    };

    private static void Instance(StringBuilder text, ConfigurationInstance instance, DateTimeOffset now)
    {
        var shared = instance.Shared.Parameters;
        text.AppendLine();
        text.AppendLine($"{Shown.Text(instance.Identifier)}: version {instance.Version?.ToString() ?? "not said"}, {Expiry(instance, now)}");
        text.AppendLine($"  {Counts(shared)}");
        if (shared.UnknownElements > 0)
            text.AppendLine($"  {Shown.Count(shared.UnknownElements, "element", "elements")} of a newer version passed over");
        if (instance.Private?.FederationAnchors.Select(anchor => Shown.Text(anchor.InstanceIdentifier)).ToList() is { Count: > 0 } others)
            text.AppendLine($"  federated with {string.Join(", ", others)}");
        text.AppendLine("  Members");
        foreach (var member in shared.Members)
            Member(text, member);
        text.AppendLine("  Servers");
        foreach (var server in shared.SecurityServers)
            Server(text, server);
    }

    private static string Counts(SharedParameters shared) => string.Join(
        ", ",
        Shown.Count(shared.Members.Count, "member", "members"),
        Shown.Count(Subsystems(shared), "subsystem", "subsystems"),
        Shown.Count(shared.SecurityServers.Count, "server", "servers"),
        Shown.Count(shared.ApprovedCas.Count, "CA", "CAs"),
        Shown.Count(shared.ApprovedTsas.Count, "TSA", "TSAs"),
        Shown.Count(shared.GlobalGroups.Count, "group", "groups"));

    private static void Server(StringBuilder text, SecurityServer server)
    {
        var maintenance = server.Maintenance is null ? "" : ", in maintenance";
        text.AppendLine($"    {server.Id}  {Shown.Text(server.Address ?? "no address")}, {Shown.Count(server.Clients.Count, "client", "clients")}{maintenance}");
    }

    private static void Member(StringBuilder text, Member member)
    {
        text.AppendLine($"    {member.Id}  {Shown.Text(member.Name)}");
        foreach (var subsystem in member.Subsystems)
            text.AppendLine($"      {Shown.Text(subsystem.Id.Code)}{(subsystem.Name is null ? "" : $"  {Shown.Text(subsystem.Name)}")}");
    }

    private static string Expiry(ConfigurationInstance instance, DateTimeOffset now) => instance.Expires is { } expires
        ? $"{(expires <= now ? "EXPIRED" : "expires")} {Shown.Instant(expires)}"
        : "expiry not said";

    private static int Subsystems(SharedParameters shared) => shared.Members.Sum(member => member.Subsystems.Count);
}
