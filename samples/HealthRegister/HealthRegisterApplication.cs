using Cabildo.HealthRegister.Data;
using Cabildo.HealthRegister.Filling;
using Cabildo.HealthRegister.Soap;
using Cabildo.HealthRegister.Vaccines;
using Cabildo.Platform.Hosting;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.HealthRegister;

/// <summary>
/// The health ministry's register of vaccinations: a system of 2009 that speaks SOAP 1.1 with attachments and will not be rewritten.
/// It knows nothing of X-Road but that it repeats the header fields it was sent.
/// </summary>
public static class HealthRegisterApplication
{
    /// <summary>Where the service is; <c>?wsdl</c> after it describes it.</summary>
    public const string Path = "/vaccines";

    /// <summary>Builds the register.</summary>
    /// <param name="settings"><c>Urls</c> and <c>Database</c>.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = RoleHost.CreateBuilder("health-register", settings);
        builder.AddDatabase<RegisterContext>("health");
        builder.Services.AddScoped<ISoapOperation, Vaccinations>();
        builder.Services.AddScoped<ISoapOperation, VaccinationCard>();
        builder.Services.AddScoped<ISoapOperation, RegisterDose>();
        builder.Services.AddSingleton(services => new FillRegister(
            services.GetRequiredService<IDbContextFactory<RegisterContext>>(), services.GetRequiredService<TimeProvider>()));

        var app = builder.Build();
        app.UseRole();
        app.MapSoap(Path);
        return app;
    }
}
