using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Log.Containers;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Exchange.Evidence;

/// <summary>The shared parameters in force, as their centres signed them: what whoever verifies a container relies on.</summary>
internal sealed class KeptVerificationFiles(NodeConfiguration configuration, TrustSettings settings) : IVerificationFiles
{
    public string Instance => configuration.Latest?.Configuration.OwnInstance ?? "";

    public IReadOnlyList<VerificationFile> Current =>
        [.. from instance in configuration.Latest?.Configuration.Instances ?? []
            let path = Path.Combine(settings.ConfigurationFolder, ConfigurationFolder.NameOf(instance.Identifier), ConfigurationFolder.SharedFile)
            where File.Exists(path)
            select new VerificationFile(instance.Identifier, instance.Version ?? 3, File.ReadAllBytes(path))];
}
