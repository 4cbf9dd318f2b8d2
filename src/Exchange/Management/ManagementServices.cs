using Cabildo.Exchange.Storage;
using Microsoft.Extensions.Hosting;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Management.Data;
using Cabildo.Platform.Hosting;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cabildo.Exchange.Management;

/// <summary>What changes a node while it runs. Changes are followed also where no calls come in: another replica may take them.</summary>
internal static class ManagementServices
{
    public static void AddManagement(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration["Database"] ?? MessageLogModule.DefaultDatabase;
        var services = builder.Services;
        services.AddSingleton<IHostedService>(provider => new ApplyNodeMigrations(
            provider.GetRequiredService<NodeDatabase>(), ManagementContext.Module, ManagementContext.Newest, ct => ManagementContext.MigrateAsync(connection, ct)));
        services.TryAddSingleton(SettingOrigins.None);
        services.AddSingleton<ManagedStore>().AddSingleton<ManagedState>().AddSingleton<ManageSettings>();
        services.AddSingleton<OperatorStore>().AddSingleton<FailedAttempts>().AddSingleton<ManagementDoor>();
        services.AddHostedService<FollowChanges>();
    }
}
