namespace Cabildo.Authority.Tests.Support;

/// <summary>Facts of a small instance.</summary>
internal static class ExampleFacts
{
    public const string Text = """
        instance: RP
        country: RP
        memberClasses:
          - {code: GOV, description: Gobierno}
          - {code: COM, description: Empresas}
        members:
          - id: RP/GOV/transport
            name: Ministerio de Transporte
            subsystems:
              - {code: licences, name: Registro de licencias}
          - id: RP/GOV/health
            name: Ministerio de Salud
            subsystems:
              - {code: vaccines}
          - id: RP/COM/seguros
            name: Seguros del Sur S.A.
        servers:
          - id: RP/GOV/transport/ss1
            address: 127.0.1.2
            clients: [RP/GOV/transport/licences]
          - id: RP/GOV/health/ss1
            address: salud.example
            clients: [RP/GOV/health/vaccines]
            maintenance: Vuelve el lunes
        globalGroups:
          - {code: registers, description: Los registros, members: [RP/GOV/transport/licences, RA/GOV/transito/patentes]}
        management:
          service: RP/GOV/transport
          address: https://127.0.0.1:4001/managementservice/
        """;
}
