using Cabildo.Platform.Hosting;
using Cabildo.Platform.Pages;
using Cabildo.Platform.Storage;
using Cabildo.RepublicaDelPlata.Registers;
using Cabildo.TransportRegister.Data;
using Cabildo.TransportRegister.Filling;
using Cabildo.TransportRegister.Licences;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.TransportRegister;

/// <summary>
/// The national register of driving licences: a system of its own, with its own database, that knows nothing of the
/// platform but that an exchange node calls it.
/// </summary>
public static class TransportRegisterApplication
{
    /// <summary>Builds the register.</summary>
    /// <param name="settings"><c>Urls</c>, <c>Database</c>, and the section <c>Register</c> (<see cref="RegisterOptions"/>).</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = RoleHost.CreateBuilder("transport-register", settings);
        builder.Services.AddOptions<RegisterOptions>().BindConfiguration("Register").ValidateDataAnnotations().ValidateOnStart();
        builder.AddDatabase<RegisterContext>("transport");
        builder.AddPages(typeof(TransportRegisterApplication).Assembly);
        builder.Services.ConfigureHttpJsonOptions(json => LicenceJson.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi("transport");
        builder.Services.AddSingleton(services => new OperatorKey(services.GetRequiredService<IOptions<RegisterOptions>>().Value.OperatorKey));
        builder.Services.AddSingleton<Portraits>();
        builder.Services.AddSingleton(services => new FillRegister(
            services.GetRequiredService<IDbContextFactory<RegisterContext>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddScoped<ChangeStatus>();

        var app = builder.Build();
        app.UseRole();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapLicences();
        return app;
    }
}
